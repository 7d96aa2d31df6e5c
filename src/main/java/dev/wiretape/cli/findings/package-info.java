/**
 * Findings in the formats others read: lines of text, JSON, JUnit XML, SARIF 2.1.0.
 *
 * <p>Values in, text out; knows no recording, no file and no rule by name.
 */
package dev.wiretape.cli.findings;
