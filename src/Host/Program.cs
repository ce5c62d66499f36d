using System.Collections;
using Streaming.Host;
using Streaming.Host.CommandLine;
using Streaming.Host.Verbs;

using var interruption = new Interruption();
var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value ?? ""));
var program = new StreamingProgram(
    AllVerbs.List, Terminal.OfProcess(), TimeProvider.System, Environment.CurrentDirectory, [.. environment]);
return await program.RunAsync(args, interruption.Token);
