/** The dashboard: a page, who may see it, and the way from there to an API. */
module dev.jug.dashboard {
  requires static transitive org.jspecify;
  requires transitive dev.jug.http;

  exports dev.jug.dashboard;
}
