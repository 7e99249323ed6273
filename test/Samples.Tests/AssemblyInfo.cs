// The samples use every core, and the README's code has a current folder.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
