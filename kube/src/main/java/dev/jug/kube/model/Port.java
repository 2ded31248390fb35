package dev.jug.kube.model;

/** A port by its number, or by the name that a container gave it. */
public sealed interface Port {
  /** 1 to 65535. */
  record Number(int number) implements Port {}

  /** Of a {@link ContainerPort}. */
  record Name(String name) implements Port {}
}
