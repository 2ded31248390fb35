package dev.jug.build.dockerfile;

record SourceText(String file, String text) {}
