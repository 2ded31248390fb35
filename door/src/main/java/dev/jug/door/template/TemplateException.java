package dev.jug.door.template;

/** A template makes no sense, or does not fit what it is filled with. */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TemplateException(String message) {
    super(message);
  }
}
