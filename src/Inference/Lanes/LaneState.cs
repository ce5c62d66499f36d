namespace Streaming.Inference.Lanes;

/// <summary>What a lane is about.</summary>
internal enum LaneState
{
    /// <summary>Its states are being read.</summary>
    Restoring,

    /// <summary>It scores (or steps without output up to where it may).</summary>
    Open,

    /// <summary>State and offset do not agree: it stays closed until someone decides.</summary>
    Refused,
}
