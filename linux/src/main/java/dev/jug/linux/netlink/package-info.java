/**
 * netlink(7): messages, attributes and conversations, whatever they are about. Not exported: {@code
 * net} and {@code netfilter} speak it for others.
 */
@NullMarked
package dev.jug.linux.netlink;

import org.jspecify.annotations.NullMarked;
