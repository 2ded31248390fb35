/** The same rules for kernels without nf_tables, by the programs of iptables(8). */
@NullMarked
package dev.jug.network.firewall.iptables;

import org.jspecify.annotations.NullMarked;
