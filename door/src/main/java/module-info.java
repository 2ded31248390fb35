/** What doors for command lines share. */
module dev.jug.door {
  requires static transitive org.jspecify;
  requires transitive dev.jug.linux;
  requires transitive dev.jug.wire;
  requires transitive info.picocli;
  requires transitive tools.jackson.databind;

  exports dev.jug.door;
  exports dev.jug.door.template;
  exports dev.jug.door.text;
}
