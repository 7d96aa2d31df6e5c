package dev.wiretape.message;

/**
 * Where a text stopped being JSON: at its first character with which no JSON text begins like that.
 *
 * @param charOffset UTF-16 code units before that character
 * @param byteOffset bytes before it, in UTF-8
 * @param fragment the number of the fragment it arrived in, from 0
 * @param reason what stood there and what should have, in words
 */
public record JsonFault(int charOffset, long byteOffset, int fragment, String reason) {}
