/** The life of a container. */
module dev.jug.engine {
  requires static transitive org.jspecify;
  requires transitive dev.jug.build;
  requires transitive dev.jug.image;
  requires transitive dev.jug.linux;
  requires transitive dev.jug.network;
  requires transitive dev.jug.oci;
  requires transitive dev.jug.runtime;
  requires tools.jackson.databind;

  exports dev.jug.engine;
  exports dev.jug.engine.apt;
  exports dev.jug.engine.attack;
  exports dev.jug.engine.audit;
  exports dev.jug.engine.build;
  exports dev.jug.engine.doctor;
  exports dev.jug.engine.error;
  exports dev.jug.engine.event;
  exports dev.jug.engine.files;
  exports dev.jug.engine.health;
  exports dev.jug.engine.isolation;
  exports dev.jug.engine.lab;
  exports dev.jug.engine.learn;
  exports dev.jug.engine.log;
  exports dev.jug.engine.peer;
  exports dev.jug.engine.pod;
  exports dev.jug.engine.process;
  exports dev.jug.engine.request;
  exports dev.jug.engine.resource;
  exports dev.jug.engine.restart;
  exports dev.jug.engine.settings;
  exports dev.jug.engine.sight;
  exports dev.jug.engine.tls;
  exports dev.jug.engine.usage;
  exports dev.jug.engine.view;
  exports dev.jug.engine.volume;

  opens dev.jug.engine.container to
      tools.jackson.databind;
  opens dev.jug.engine.health to
      tools.jackson.databind;
  opens dev.jug.engine.pod to
      tools.jackson.databind;
  opens dev.jug.engine.request to
      tools.jackson.databind;
  opens dev.jug.engine.resource to
      tools.jackson.databind;
  opens dev.jug.engine.spec to
      tools.jackson.databind;
  opens dev.jug.engine.view to
      tools.jackson.databind;
  opens dev.jug.engine.volume to
      tools.jackson.databind;
}
