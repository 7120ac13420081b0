(window.digi ??= {}).vectors_sv_0 = "WgEBUAAA";
