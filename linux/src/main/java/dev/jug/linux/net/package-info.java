/** Network devices and their addresses, over rtnetlink(7). */
@NullMarked
package dev.jug.linux.net;

import org.jspecify.annotations.NullMarked;
