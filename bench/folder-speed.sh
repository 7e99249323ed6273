#!/usr/bin/env bash
# Trains SE-ResNet-18 end to end on a folder of class folders of JPEGs, alternately with this project and with PyTorch (a
# DataLoader of two workers, torchvision's transforms): random-size crop to 224, mirror; the time of reading counts.
# folder-speed.sh DIR [ROUNDS [EPOCHS]]
set -euo pipefail
folder=$(realpath "${1:?"folder-speed.sh DIR [ROUNDS [EPOCHS]]"}")
cd "$(dirname "$0")/.."
. eng/setup.sh
. bench/alternate.sh

rounds=${2:-7} epochs=${3:-3}
threads=$(nproc)
set_up
install_debian python3-torch python3-torchvision python3-numpy libopenblas0-pthread
build bench/TrainingSpeed

export OMP_NUM_THREADS=$threads
ours() { dotnet "$(output_of TrainingSpeed)/TrainingSpeed.dll" folder se-resnet-18 "$folder" 224 32 "$epochs"; }
peer() { /usr/bin/python3 bench/folder_speed.py se-resnet-18 "$folder" 224 32 "$epochs" "$threads"; }
alternate "$rounds" SqueezeExcite ours PyTorch peer
images=$(find "$folder" -type f | wc -l)
verdict "se-resnet-18, batch 32, 224, $images JPEGs, $epochs epochs, $threads threads, medians of $rounds rounds"
