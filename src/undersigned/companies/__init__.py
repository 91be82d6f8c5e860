"""Recipients to companies to families (owners); every link says why."""
