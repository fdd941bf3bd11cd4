// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a photo lies: {@code s3://bucket/object}, with the object's name percent-encoded, or as it is, which is how S3's console and command
 * line write it: what holds a space, {@code #}, {@code ?} or a percent sign that encodes nothing is not encoded. Bucket names: Amazon S3 user guide, "General
 * purpose bucket naming rules"; object names: same guide, "Object key naming guidelines", from which {@code .} and {@code ..} as a part
 * are left out because clients on the way may shorten them to another object.
 */
public final class PhotoUri {

    /** Longest object name S3 takes, in bytes of UTF-8. */
    private static final int OBJECT_BYTES = 1024;

    /** Each byte may be written as %xx; then scheme and bucket. */
    private static final int TEXT_CHARACTERS = 3 * OBJECT_BYTES + 100;

    private static final Pattern ADDRESS = Pattern.compile("s3://([^/]+)/(.+)", Pattern.DOTALL);
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private PhotoUri() {
    }

    /**
     * The address, encoded.
     *
     * @throws InvalidMessageException when the text is no such address
     */
    public static URI parse(String text) {
        Matcher address = ADDRESS.matcher(text);
        if (text.length() > TEXT_CHARACTERS || !address.matches()) {
            throw invalid();
        }
        return require(encoded(text).orElseGet(() -> asWritten(address.group(1), address.group(2))));
    }

    /** Empty when it holds what an encoded address does not. */
    private static Optional<URI> encoded(String text) {
        try {
            return Optional.of(new URI(text)).filter(uri -> uri.getRawQuery() == null && uri.getRawFragment() == null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static URI asWritten(String bucket, String name) {
        try {
            return new URI("s3", bucket, "/" + name, null, null);
        } catch (URISyntaxException e) {
            throw invalid();
        }
    }

    /**
     * The address itself.
     *
     * @throws InvalidMessageException when it does not name an object of a bucket
     */
    public static URI require(URI uri) {
        boolean named = "s3".equals(uri.getScheme()) && uri.getRawAuthority() != null && BUCKET.matcher(uri.getRawAuthority()).matches()
                && uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getPath().length() > 1;
        if (!named || !isObjectName(uri.getPath().substring(1))) {
            throw invalid();
        }
        return uri;
    }

    private static boolean isObjectName(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length <= OBJECT_BYTES && name.chars().noneMatch(Character::isISOControl)
                && Arrays.stream(name.split("/", -1)).noneMatch(part -> part.equals(".") || part.equals(".."));
    }

    private static InvalidMessageException invalid() {
        return new InvalidMessageException("'photo' is not the address of an object like s3://bucket/folder/photo.jpg");
    }
}
