package dev.jug.build.dockerfile.expand;

import java.util.function.Consumer;

/** Takes what is outside of quotes, and what is in them. */
record Sink(Consumer<String> plain, Consumer<String> quoted) {}
