using Streaming.Training.Commands;

using var interruption = new Interruption();
return new TrainProgram(Console.Out, Console.Error, TimeProvider.System).Run(args, interruption.Token);
