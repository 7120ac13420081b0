(window.digi ??= {}).lexicon_en = {"patterns":[["0 s","0"]],"tails":[],"words":"0invented 0school","kind":["4 0","3 0"],"kinds":"0 1","more":{},"others":""};
