package io.tollgate.proxy.config;

/** What the edge makes itself where nobody gives it any. */
record GeneratedSecrets(GeneratedPasswords passwords, GeneratedTokens tokens) {}
