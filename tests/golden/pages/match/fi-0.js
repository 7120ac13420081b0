(window.digi ??= {}).vectors_fi_0 = "UAAAWgEBKAIA";
