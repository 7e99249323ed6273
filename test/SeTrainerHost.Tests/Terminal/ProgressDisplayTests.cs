using System.Globalization;
using SeTrainerHost.Terminal;

namespace SeTrainerHost.Tests.Terminal;

public sealed class ProgressDisplayTests
{
    [Theory]
    [InlineData("00:00:07", "00:07")]
    [InlineData("00:59:59", "59:59")]
    [InlineData("01:00:00", "1:00:00")]
    [InlineData("23:05:09", "23:05:09")]
    [InlineData("2.03:05:09", "2.03:05:09")]
    public void Text_OfATime_LosesNoHours(string time, string expected) =>
        Assert.Equal(expected, ProgressDisplay.Text(TimeSpan.Parse(time, CultureInfo.InvariantCulture)));
}
