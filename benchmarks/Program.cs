using System.CommandLine;
using Streaming.Benchmarks;

// Each verb prints one JSON object; ratios are made from objects of one run on one machine (docs/performance.md).
var root = new RootCommand("Benchmarks: what the machine does with the interesting part removed, and what the interesting part costs.")
{
    PassThrough.Command(),
    DecodePass.Command(),
};
return await root.Parse(args).InvokeAsync();
