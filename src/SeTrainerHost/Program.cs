using SeTrainerHost;

return await TrainerApp.RunAsync(args, Console.Out, Console.Error).ConfigureAwait(false);
