/**
 * Directories that clients send: fsutil's protocol, over one call.
 *
 * <pre>
 *   Packet   1 type  2 Stat  3 ID  4 data
 *   Stat     1 path  2 mode (Go's)  3 user  4 group  5 size  6 time (ns)  7 link  8 major  9 minor  10 attributes*
 *
 *   sender                                             receiver
 *   STAT with Stat     the next entry: number 0, 1, 2 … ─►
 *   STAT without       these were all                   ─►
 *                                                      ◄─  REQ ID    content of that entry, please
 *   DATA ID, data      a piece of it; none: its end     ─►
 *   ERR data           cannot go on, and why            ─►
 *                                                      ◄─  FIN       all is there
 *   FIN                                                 ─►
 * </pre>
 *
 * Entries come in the order of a walk: a directory before what is in it. All of this is a client's,
 * so nothing is believed: no name leads out of the directory that is written to, through a link or
 * otherwise, and nothing that is there already is written to.
 */
@NullMarked
package dev.jug.buildkit.files;

import org.jspecify.annotations.NullMarked;
