package dev.jug.kube.model;

/** An object of a manifest. */
public sealed interface Resource
    permits ConfigMap, Deployment, PersistentVolumeClaim, Pod, Secret, Service {
  /** Its name, and what it is called by. */
  Metadata metadata();
}
