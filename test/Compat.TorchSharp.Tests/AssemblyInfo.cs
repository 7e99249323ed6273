// Libtorch computes with all cores by itself, and the default generator of random numbers is the process's.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
