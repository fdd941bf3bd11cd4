package org.hybridface.vision.build;

/**
 * A file of an npm package that must have exactly this content.
 *
 * @param path below {@code node_modules}
 */
record NpmFile(String path, String sha256) {
}
