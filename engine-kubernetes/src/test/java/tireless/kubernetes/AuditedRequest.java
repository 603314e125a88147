package tireless.kubernetes;

import tools.jackson.databind.JsonNode;

/**
 * A request that an API server has answered, or begins to answer where that goes on, as a watch does.
 *
 * @param verb as Kubernetes calls it, such as list, watch, patch
 * @param resource such as pods, or pods/log; for a request of none its path
 * @param namespace empty where there is none, as {@code name}
 * @param status of HTTP
 */
record AuditedRequest(
        String userAgent, String user, String verb, String resource, String namespace, String name, int status) {
    static AuditedRequest of(JsonNode event) {
        JsonNode object = event.path("objectRef");
        String subresource = object.path("subresource").asString("");
        String resource = object.path("resource").asString("");
        return new AuditedRequest(
                event.path("userAgent").asString(""),
                event.path("user").path("username").asString(""),
                event.path("verb").asString(""),
                resource.isEmpty()
                        ? event.path("requestURI").asString("")
                        : subresource.isEmpty() ? resource : resource + "/" + subresource,
                object.path("namespace").asString(""),
                object.path("name").asString(""),
                event.path("responseStatus").path("code").asInt(0));
    }
}
