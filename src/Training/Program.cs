using System.Collections;
using Streaming.CommandLine;
using Streaming.Training.Commands;

var interrupted = Interruption.Listen((int)ExitCode.Interrupted);
var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? ""));
try
{
    var configured = new ConfiguredOptions(environment, Environment.CurrentDirectory, AppContext.BaseDirectory);
    return new TrainProgram(Console.Out, Console.Error, TimeProvider.System, configured).Run(args, interrupted);
}
catch (UsageException refusal)
{
    Console.Error.WriteLine("streaming-train: " + refusal.Message);
    return (int)ExitCode.Usage;
}
