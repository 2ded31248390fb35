/**
 * nf_tables(8)'s part in the kernel, spoken to without its program: tables, chains, rules, sets and
 * maps, changed in transactions. What a rule does is a list of expressions of a small machine with
 * registers (linux/netfilter/nf_tables.h); {@code Match} and {@code Action} make them.
 */
@NullMarked
package dev.jug.linux.netfilter;

import org.jspecify.annotations.NullMarked;
