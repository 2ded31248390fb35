/** The frames that front, engine, launcher and monitor speak (docs/protocols.md). */
module dev.jug.wire {
  requires static transitive org.jspecify;
  requires transitive dev.jug.linux;

  exports dev.jug.wire;
}
