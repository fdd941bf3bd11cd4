// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hybridface.local.http.Authorizer;
import org.hybridface.local.http.AwsException;
import org.hybridface.local.http.AwsProtocol;
import org.hybridface.local.http.Credentials;
import org.hybridface.local.http.HttpResponse;
import org.hybridface.local.http.LoopbackServer;
import org.hybridface.local.http.SignedRequest;
import org.hybridface.local.http.SignedService;
import org.hybridface.vision.models.FaceModels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Amazon Rekognition's face operations on 127.0.0.1, for SDK clients with {@code AWS_ENDPOINT_URL_REKOGNITION}. Thread safe.
 *
 * @see <a href="https://docs.aws.amazon.com/rekognition/latest/APIReference/Welcome.html">API reference</a>
 */
public final class RekognitionServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RekognitionServer.class);
    private static final String SERVICE = "rekognition";
    private static final String TARGET_PREFIX = "RekognitionService.";
    /** CompareFaces with two photos of 5 MB in base64, and some JSON around them. */
    private static final int MAX_BODY_BYTES = 2 * (Images.MAX_BYTES_IN_REQUEST / 3 + 1) * 4 + 64 * 1024;
    /** What works on no collection; a policy grants it on {@code *}. */
    private static final Set<String> WITHOUT_RESOURCE = Set.of("ListCollections", "DetectFaces", "CompareFaces");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Operation> operations = new TreeMap<>();
    private final PhotoAnalyser analyser;
    private final Authorizer authorizer;
    private final RateLimit rateLimit;
    private final String arnPrefix;
    private final LoopbackServer server;

    private RekognitionServer(RekognitionOptions options, PhotoAnalyser analyser, PhotoStore photos, Credentials credentials,
            Authorizer authorizer, Clock clock) throws IOException {
        this.analyser = analyser;
        this.authorizer = authorizer;
        this.rateLimit = new RateLimit(options.requestsPerSecond(), clock);
        this.arnPrefix = "arn:aws:rekognition:" + options.region() + ":" + options.accountId() + ":collection/";
        FaceVault vault = options.storage().isPresent()
                ? EncryptedVault.open(options.storage().get().folder(), options.storage().get().keyFile())
                : FaceVault.none();
        Model model = Model.of(analyser);
        CollectionDirectory collections = new CollectionDirectory(vault, analyser.modelId(), clock);
        CollectionOperations stored = new CollectionOperations(collections, model, arnPrefix);
        PhotoOperations looking = new PhotoOperations(collections, analyser, new Images(photos), model);
        operations.put("CreateCollection", stored::create);
        operations.put("DescribeCollection", stored::describe);
        operations.put("ListCollections", stored::list);
        operations.put("DeleteCollection", stored::delete);
        operations.put("ListFaces", stored::listFaces);
        operations.put("DeleteFaces", stored::deleteFaces);
        operations.put("SearchFaces", stored::searchFaces);
        UserOperations users = new UserOperations(collections, model);
        RequestTokens tokens = new RequestTokens();
        operations.put("CreateUser", tokens.once("CreateUser", users::create));
        operations.put("DeleteUser", tokens.once("DeleteUser", users::delete));
        operations.put("ListUsers", users::list);
        operations.put("AssociateFaces", tokens.once("AssociateFaces", users::associateFaces));
        operations.put("DisassociateFaces", tokens.once("DisassociateFaces", users::disassociateFaces));
        operations.put("SearchUsers", users::searchUsers);
        operations.put("SearchUsersByImage", looking::searchUsersByImage);
        operations.put("IndexFaces", looking::indexFaces);
        operations.put("SearchFacesByImage", looking::searchFacesByImage);
        operations.put("DetectFaces", looking::detectFaces);
        operations.put("CompareFaces", looking::compareFaces);
        this.server = LoopbackServer.start(SERVICE, options.port(), MAX_BODY_BYTES,
                new SignedService(SERVICE, options.region(), AwsProtocol.AWS_JSON_1_1, credentials, clock, this::answer));
    }

    /**
     * Loads the models, which takes some seconds, then listens.
     *
     * @param photos     where S3 objects are read, with the caller's rights
     * @param authorizer asked for each call with the action's name and the collection's ARN
     * @throws IOException when the port is taken or the storage cannot be read
     */
    public static RekognitionServer start(RekognitionOptions options, FaceModels models, PhotoStore photos,
            Credentials credentials, Authorizer authorizer, Clock clock) throws IOException {
        return start(options, new VisionAnalyser(models, options.detector(), options.embedder()), photos, credentials,
                authorizer, clock);
    }

    /** Takes the analyser over: it is closed with the server, also when that does not start. */
    static RekognitionServer start(RekognitionOptions options, PhotoAnalyser analyser, PhotoStore photos,
            Credentials credentials, Authorizer authorizer, Clock clock) throws IOException {
        try {
            return new RekognitionServer(options, analyser, photos, credentials, authorizer, clock);
        } catch (IOException | RuntimeException e) {
            analyser.close();
            throw e;
        }
    }

    /** For {@code AWS_ENDPOINT_URL_REKOGNITION}. */
    public URI endpoint() {
        return server.endpoint();
    }

    @Override
    public void close() {
        server.close();
        analyser.close();
    }

    private HttpResponse answer(SignedRequest request) throws IOException {
        String target = request.header("x-amz-target").orElse("");
        String name = target.startsWith(TARGET_PREFIX) ? target.substring(TARGET_PREFIX.length()) : "";
        Operation operation = operations.get(name);
        if (operation == null) {
            throw AwsException.badRequest("UnknownOperationException",
                    "The local Rekognition has no operation '" + target + "'; it has " + String.join(", ", operations.keySet()));
        }
        Input input = Input.parse(request.body());
        String resource = WITHOUT_RESOURCE.contains(name) ? "*" : arnPrefix + input.unchecked("CollectionId").orElse("");
        authorizer.require(request.principal(), SERVICE + ":" + name, resource);
        rateLimit.take();
        long started = System.nanoTime();
        byte[] body = JSON.writeValueAsBytes(operation.run(input, request.principal()));
        LOG.debug("answered operation={} resource={} requestId={} millis={}", name, resource, request.requestId(),
                (System.nanoTime() - started) / 1_000_000);
        return HttpResponse.of(200, AwsProtocol.AWS_JSON_1_1.contentType(), body);
    }
}
