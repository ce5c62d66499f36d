using CsCheck;
using Streaming.Ingest.Generator;

namespace Streaming.Ingest.Tests.Generator;

public sealed class PortableMathTests
{
    [Fact]
    public void The_exponential_is_exact_to_a_part_in_ten_to_the_fourteen() =>
        Gen.Double[-20, 20].Sample(x => Math.Abs((PortableMath.Exp(x) / Math.Exp(x)) - 1) < 1e-14);

    [Fact]
    public void The_logarithm_is_exact_to_a_part_in_ten_to_the_fourteen() =>
        Gen.Double[1e-16, 1].Sample(x => Math.Abs(PortableMath.Log(x) - Math.Log(x)) <= 1e-14 * Math.Max(1, Math.Abs(Math.Log(x))));
}
