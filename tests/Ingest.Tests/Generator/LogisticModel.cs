namespace Streaming.Ingest.Tests.Generator;

/// <summary>Logistic regression on standardised features, fitted by AdaGrad over three passes.</summary>
internal sealed class LogisticModel
{
    private readonly double[] _mean;
    private readonly double[] _scale;
    private readonly double[] _weights;
    private double _bias = -4.5;

    public LogisticModel(List<(double[] Features, bool IsFraud)> rows)
    {
        var width = rows[0].Features.Length;
        _mean = new double[width];
        _scale = new double[width];
        _weights = new double[width];
        foreach (var (features, _) in rows)
        {
            for (var i = 0; i < width; i++)
            {
                _mean[i] += features[i] / rows.Count;
                _scale[i] += features[i] * features[i] / rows.Count;
            }
        }

        for (var i = 0; i < width; i++)
        {
            _scale[i] = 1 / Math.Sqrt(Math.Max(_scale[i] - (_mean[i] * _mean[i]), 1e-6));
        }

        Fit(rows);
    }

    public double Score(double[] features)
    {
        var sum = _bias;
        for (var i = 0; i < features.Length; i++)
        {
            sum += _weights[i] * (features[i] - _mean[i]) * _scale[i];
        }

        return sum;
    }

    private void Fit(List<(double[] Features, bool IsFraud)> rows)
    {
        var squares = Enumerable.Repeat(1.0, _weights.Length).ToArray();
        for (var pass = 0; pass < 3; pass++)
        {
            foreach (var (features, isFraud) in rows)
            {
                var error = (1 / (1 + Math.Exp(-Score(features)))) - (isFraud ? 1 : 0);
                _bias -= 0.01 * error;
                for (var i = 0; i < features.Length; i++)
                {
                    var gradient = error * (features[i] - _mean[i]) * _scale[i];
                    squares[i] += gradient * gradient;
                    _weights[i] -= 0.3 * gradient / Math.Sqrt(squares[i]);
                }
            }
        }
    }
}
