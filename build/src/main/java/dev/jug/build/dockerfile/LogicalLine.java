package dev.jug.build.dockerfile;

import java.util.List;

/** An instruction's text, from as many lines as it takes. */
record LogicalLine(Origin origin, String arguments, List<Heredoc> heredocs) {}
