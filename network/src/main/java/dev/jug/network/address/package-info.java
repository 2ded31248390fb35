/** Subnets, and which addresses of them are taken. */
@NullMarked
package dev.jug.network.address;

import org.jspecify.annotations.NullMarked;
