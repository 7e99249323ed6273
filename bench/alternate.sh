# Sourced by the benchmarks: runs two commands in turn and prints the medians of what they print.

# alternate ROUNDS OURS PEER: both are functions that print `images/s N ... peak-MiB N`.
alternate() {
    local round line
    ours=() peers=()
    for round in $(seq "$1"); do
        line=$($2)
        echo "round $round  SqueezeExcite  $line"
        ours+=("$line")
        line=$($3)
        echo "round $round  PyTorch        $line"
        peers+=("$line")
    done
}

# median FIELD LINE...
median() { local field=$1; shift; printf '%s\n' "$@" | sed -n "s:.*$field \([0-9.]*\).*:\1:p" | sort -n | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'; }

# verdict TITLE: the medians and their ratios.
verdict() {
    awk -v title="$1" -v a="$(median images/s "${ours[@]}")" -v b="$(median images/s "${peers[@]}")" \
        -v c="$(median peak-MiB "${ours[@]}")" -v d="$(median peak-MiB "${peers[@]}")" 'BEGIN {
        print title
        printf "images/s       SqueezeExcite %.1f  PyTorch %.1f  ratio %.3f\n", a, b, a / b
        printf "peak memory    SqueezeExcite %.0f MiB  PyTorch %.0f MiB  ratio %.3f\n", c, d, c / d }'
}
