// Benchmarks and soaks of scoring. bench/scoring-speed.sh, bench/check.sh and bench/soak/scoring-fuzz.sh call it.
using ScoringBench;

return args switch
{
    ["model", var name, var side, var path] => Models.Train(name, int.Parse(side), path),
    ["transform", var model, var count, var rounds] => Speed.Transform(model, int.Parse(count), int.Parse(rounds)),
    ["batches", var model, var count] => Speed.Batches(model, int.Parse(count)),
    ["folder", var model, var count, var width, var height, var rounds] =>
        Speed.Folder(model, int.Parse(count), int.Parse(width), int.Parse(height), int.Parse(rounds)),
    ["cold", var how, var model] => ColdStart.Once(how, model),
    ["cost", var plain, var excited, var rounds] => Cost.Compare(plain, excited, int.Parse(rounds)),
    ["fuzz-images", var count, var seed] => Fuzz.Images(int.Parse(count), int.Parse(seed)),
    ["truncated", var model] => Fuzz.Truncated(model),
    ["fuzz-weights", var folder, var count, var seed] => Fuzz.Weights(folder, int.Parse(count), int.Parse(seed)),
    ["fuzz-models", var model, var count, var seed] => Fuzz.ModelZips(model, int.Parse(count), int.Parse(seed)),
    ["draw", var folder, var count, var side] => Checking.Draw(folder, int.Parse(count), int.Parse(side)),
    ["check", var folder] => Checking.Check(folder),
    ["soak", var model, var count] => Soak.Run(model, int.Parse(count)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        ScoringBench model NAME SIDE ZIP | transform ZIP IMAGES ROUNDS | batches ZIP IMAGES
                     | folder ZIP IMAGES WIDTH HEIGHT ROUNDS | cold ours|raw|stock ZIP
                     | cost PLAIN.zip SE.zip ROUNDS | fuzz-images COUNT SEED | fuzz-models ZIP COUNT SEED | soak ZIP COUNT
                     | truncated ZIP | fuzz-weights FOLDER COUNT SEED | draw FOLDER COUNT SIDE | check FOLDER
        """);
    return 2;
}
