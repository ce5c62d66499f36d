using System.Collections;
using Streaming.CommandLine;
using Streaming.Host;
using Streaming.Host.CommandLine;
using Streaming.Host.Verbs;

var interrupted = Interruption.Listen((int)ExitCode.Interrupted);
var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value ?? ""));
var program = new StreamingProgram(
    AllVerbs.List, Terminal.OfProcess(), TimeProvider.System, Environment.CurrentDirectory, [.. environment]);
return await program.RunAsync(args, interrupted);
