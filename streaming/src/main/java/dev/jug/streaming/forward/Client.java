package dev.jug.streaming.forward;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A client's end of one forwarded connection.
 *
 * @param error for a sentence, if it goes wrong
 * @param endsAsOne whether the client cannot end one direction alone
 */
record Client(InputStream in, OutputStream out, OutputStream error, boolean endsAsOne) {}
