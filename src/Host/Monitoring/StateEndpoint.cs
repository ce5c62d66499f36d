using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace Streaming.Host.Monitoring;

/// <summary><c>POST /state</c>: what is kept of the key in the body, for whoever has the token.</summary>
internal sealed class StateEndpoint(MonitoredRun run, byte[] token, TimeProvider clock)
{
    private const int MaxBody = 4_096;
    private const string Scheme = "Bearer ";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    // Compared are digests: equal lengths, so that the time tells nothing of the token's.
    private readonly byte[] _digest = SHA256.HashData(token);

    /// <summary>Answers.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!IsAllowed(context.Request.Headers.Authorization.ToString()))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return;
        }

        if (await ReadKeyAsync(context) is not { Length: > 0 } key)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var patience = new CancellationTokenSource(s_patience, clock);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, patience.Token);
        try
        {
            if (await run.Pipeline.FindStateAsync(Encoding.UTF8.GetBytes(key), bound.Token) is { } state)
            {
                await Json.WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(state, MonitoringJson.Default.HeldState));
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // A lane that waits for its brokers answers nobody.
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private static async Task<string?> ReadKeyAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBody;
        }

        try
        {
            var question = await JsonSerializer.DeserializeAsync(context.Request.Body, MonitoringJson.Default.KeyQuestion, context.RequestAborted);
            return question?.Key;
        }
        catch (Exception failure) when (failure is JsonException or BadHttpRequestException)
        {
            return null;
        }
    }

    private bool IsAllowed(string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim())), _digest);
}
