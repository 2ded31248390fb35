/** Which neighbours may reach each other on networks that let nobody reach anybody. */
@NullMarked
package dev.jug.network.policy;

import org.jspecify.annotations.NullMarked;
