"""The networks of the catalogue as PyTorch has them, from torchvision or from the papers. catalogue.build makes one by name."""
