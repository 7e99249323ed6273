using System.Runtime.InteropServices;
using SeTrainerHost;

using var cancellation = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await TrainerApp.RunAsync(args, Console.Out, Console.Error, cancellation.Token).ConfigureAwait(false);

// The first signal stops a run after its step, with a checkpoint, however long that takes to write; a second one ends the
// process.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
}
