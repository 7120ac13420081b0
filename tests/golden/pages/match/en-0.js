(window.digi ??= {}).vectors_en_0 = "WgIAUAAA";
