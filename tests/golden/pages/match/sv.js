(window.digi ??= {}).lexicon_sv = {"patterns":[["0 en ar arna","0 s"],["a an or orna","0 o"]],"tails":[["s","0"]],"words":"0skjuts 2ola","kind":["5 0","3 1"],"kinds":"0 1","more":{},"others":""};
