package dev.jug.streaming.session;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A client's ends of the streams. Reads and writes block while there is nothing, or no room:
 * nothing is collected in between. They throw an IOException when the client is gone.
 *
 * @param stdin what the client sends, empty if it wants to send nothing; closing it throws away
 *     what else comes
 * @param stdout to the client, to nowhere if it does not want it; closing it tells the client that
 *     nothing more comes
 * @param stderr likewise
 * @param resizes of its terminal
 */
public record Streams(
    InputStream stdin, OutputStream stdout, OutputStream stderr, Resizes resizes) {}
