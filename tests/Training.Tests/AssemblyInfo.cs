// libtorch has one random generator and one count of tensors per process: tests that seed the one or read the other cannot run side by side.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
