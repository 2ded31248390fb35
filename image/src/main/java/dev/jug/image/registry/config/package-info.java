/**
 * What an administrator says about registries: which are insecure, which have mirrors, whose
 * certificates are trusted, and which proxies lead to them.
 */
@NullMarked
package dev.jug.image.registry.config;

import org.jspecify.annotations.NullMarked;
