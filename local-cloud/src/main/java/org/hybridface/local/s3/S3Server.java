// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.BlobStoreLocator;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.hybridface.local.files.PrivateFiles;
import org.hybridface.local.http.Authorizer;
import org.hybridface.local.http.Credentials;
import org.hybridface.local.http.Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3 on 127.0.0.1. Objects are files below a directory and outlive it. Clients use path-style addresses. */
public final class S3Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(S3Server.class);

    /** Far above any photo; S3 itself takes 5 GB at once. */
    private static final int MAX_OBJECT_BYTES = 128 * 1024 * 1024;

    private final S3Http http;
    private final BlobStore store;
    private final Path directory;
    private final Authorizer authorizer;

    private S3Server(S3Http http, BlobStore store, Path directory, Authorizer authorizer) {
        this.http = http;
        this.store = store;
        this.directory = directory;
        this.authorizer = authorizer;
    }

    /**
     * @param port        0 for any free one
     * @param directory   of buckets
     * @param region      that signatures must name
     * @param account     the buckets' owner
     * @param credentials who may call
     * @param authorizer  asked about every call, as {@code s3:PutObject} on the object's ARN
     * @throws IOException when the port is taken, saying which, or the server does not start
     */
    public static S3Server start(int port, Path directory, String region, String account, Credentials credentials,
            Authorizer authorizer) throws IOException {
        PrivateFiles.folder(directory);
        BlobStore store = new FilesystemNio2BlobStore(directory.toString());
        S3Http http = new S3Http(port, new S3Servlet(new S3Refusals(region, account), GuardedBlobStore.ofNobody(store),
                locator(store, directory, credentials, authorizer), MAX_OBJECT_BYTES));
        try {
            http.start();
        } catch (Exception e) {
            boolean taken = e instanceof BindException || e.getCause() instanceof BindException;
            throw new IOException(taken ? "port " + port + " of 127.0.0.1, wanted for the local S3, is in use: stop what listens "
                    + "there or choose another port" : "the local S3 did not start: " + e.getMessage(), e);
        }
        LOG.info("started service=s3 address=127.0.0.1:{}", http.port());
        return new S3Server(http, store, directory, authorizer);
    }

    /** What an SDK client takes as its endpoint. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.port());
    }

    /** Makes a bucket when it is not there yet, as the account's administrator. */
    public void makeBucket(String name) throws IOException {
        if (!store.containerExists(name)) {
            store.createContainer(name);
        }
        PrivateFiles.folder(directory.resolve(name));
    }

    /**
     * Reads an object for another service with the rights of that service's caller, as Rekognition reads photos.
     *
     * @param maxBytes where reading stops; one byte more is returned when the object goes on
     */
    public byte[] read(String bucket, String key, int maxBytes, Principal caller) throws ObjectUnavailableException {
        if (S3Refusals.keyProblem(key).isPresent()) {
            throw new ObjectUnavailableException(bucket, key, null);
        }
        try (InputStream object = GuardedBlobStore.of(store, directory, caller, authorizer).getBlob(bucket, key)) {
            if (object == null) {
                throw new ObjectUnavailableException(bucket, key, null);
            }
            return object.readNBytes(maxBytes + 1);
        } catch (S3Exception | IllegalArgumentException | IOException e) {
            throw new ObjectUnavailableException(bucket, key, e);
        }
    }

    @Override
    public void close() {
        try {
            http.close();
            LOG.info("stopped service=s3");
        } catch (Exception e) {
            LOG.warn("the local S3 did not stop clean: {}", e.toString());
        }
    }

    private static BlobStoreLocator locator(BlobStore store, Path directory, Credentials credentials, Authorizer authorizer) {
        return (identity, bucket, key) -> credentials.find(identity == null ? "" : identity)
                .map(known -> new AccessGrant(known.secret(), GuardedBlobStore.of(store, directory, known.principal(), authorizer)))
                .orElse(null);
    }
}
