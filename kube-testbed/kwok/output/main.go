// Output is in the place of what kubelets do for logs: it writes what containers print, and gives it to the API server.
//
// Pods come in by a watch, and files go out, one for each start of a container: POD-LOGS/NAMESPACE_POD_UID/CONTAINER/RESTARTS.log,
// in the form of container runtimes. A container prints the lines of its variable TESTBED_PRINTS when it starts; whoever tests may
// append more.
//
//	output KUBECONFIG POD-LOGS ADDRESS CERTIFICATE KEY
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
	criapi "k8s.io/cri-api/pkg/apis"
	runtimeapi "k8s.io/cri-api/pkg/apis/runtime/v1"
	crilogs "k8s.io/cri-client/pkg/logs"
)

// outputs has what was printed, by file.
type outputs struct {
	// What a reader of logs asks beside the state of a container is asked of nobody here.
	criapi.RuntimeService

	folder string
	client kubernetes.Interface

	mutex sync.Mutex
	// begun has the files of containers that have started, and whether they are over.
	begun map[string]bool
}

func main() {
	config, err := clientcmd.BuildConfigFromFlags("", os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	// Each log that is asked for is a request; a kubelet is not held back either.
	config.QPS, config.Burst = 1000, 2000
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		log.Fatal(err)
	}
	o := &outputs{folder: os.Args[2], client: client, begun: map[string]bool{}}
	_, informer := cache.NewInformerWithOptions(cache.InformerOptions{
		ListerWatcher: cache.NewListWatchFromClient(client.CoreV1().RESTClient(), "pods", "", fields.Everything()),
		ObjectType:    &v1.Pod{},
		Handler: cache.ResourceEventHandlerFuncs{
			AddFunc:    func(pod any) { o.see(pod.(*v1.Pod)) },
			UpdateFunc: func(_, pod any) { o.see(pod.(*v1.Pod)) },
			DeleteFunc: o.gone,
		},
	})
	go informer.RunWithContext(context.Background())
	http.HandleFunc("GET /containerLogs/{namespace}/{pod}/{container}", o.serve)
	log.Fatal(http.ListenAndServeTLS(os.Args[3], os.Args[4], os.Args[5], nil))
}

func (o *outputs) file(pod *v1.Pod, container string, restarts int32) string {
	return filepath.Join(o.folder, fmt.Sprintf("%s_%s_%s", pod.Namespace, pod.Name, pod.UID), container, fmt.Sprintf("%d.log", restarts))
}

// statuses has those of sidecars too.
func statuses(pod *v1.Pod) []v1.ContainerStatus {
	return slices.Concat(pod.Status.InitContainerStatuses, pod.Status.ContainerStatuses)
}

// see takes note of starts and ends.
func (o *outputs) see(pod *v1.Pod) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	for _, status := range statuses(pod) {
		file := o.file(pod, status.Name, status.RestartCount)
		if status.State.Running != nil {
			o.begin(file, printed(pod, status.Name))
		} else {
			o.end(file)
		}
		if status.RestartCount > 0 {
			o.end(o.file(pod, status.Name, status.RestartCount-1))
		}
	}
}

func (o *outputs) gone(object any) {
	if unknown, is := object.(cache.DeletedFinalStateUnknown); is {
		object = unknown.Obj
	}
	pod := object.(*v1.Pod)
	o.mutex.Lock()
	defer o.mutex.Unlock()
	for _, status := range statuses(pod) {
		o.end(o.file(pod, status.Name, status.RestartCount))
	}
}

func printed(pod *v1.Pod, name string) string {
	for _, container := range slices.Concat(pod.Spec.InitContainers, pod.Spec.Containers) {
		for _, variable := range container.Env {
			if container.Name == name && variable.Name == "TESTBED_PRINTS" {
				return variable.Value
			}
		}
	}
	return ""
}

func (o *outputs) begin(file, text string) {
	if _, known := o.begun[file]; known {
		return
	}
	o.begun[file] = false
	var lines strings.Builder
	for line := range strings.Lines(text) {
		fmt.Fprintf(&lines, "%s stdout F %s\n", time.Now().UTC().Format(time.RFC3339Nano), strings.TrimSuffix(line, "\n"))
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(lines.String()), 0o600); err != nil {
		log.Fatal(err)
	}
}

// end has those who follow a file read its rest and then stop; they hear of it by a change of the file's times.
func (o *outputs) end(file string) {
	if over, known := o.begun[file]; known && !over {
		o.begun[file] = true
		if err := os.Chtimes(file, time.Now(), time.Now()); err != nil {
			log.Print(err)
		}
	}
}

// ContainerStatus says whether a file may still grow. The files are the ids of containers here.
func (o *outputs) ContainerStatus(_ context.Context, file string, _ bool) (*runtimeapi.ContainerStatusResponse, error) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	state := runtimeapi.ContainerState_CONTAINER_RUNNING
	if o.begun[file] {
		state = runtimeapi.ContainerState_CONTAINER_EXITED
	}
	return &runtimeapi.ContainerStatusResponse{Status: &runtimeapi.ContainerStatus{State: state}}, nil
}

func (o *outputs) serve(response http.ResponseWriter, request *http.Request) {
	// Asked anew, as the watch may be behind who has just seen the container start.
	pod, err := o.client.CoreV1().Pods(request.PathValue("namespace")).Get(request.Context(), request.PathValue("pod"), metav1.GetOptions{})
	if err != nil {
		http.Error(response, err.Error(), http.StatusNotFound)
		return
	}
	o.see(pod)
	options, previous, err := read(request)
	if err != nil {
		http.Error(response, err.Error(), http.StatusBadRequest)
		return
	}
	file, err := o.asked(pod, request.PathValue("container"), previous)
	if err != nil {
		http.Error(response, err.Error(), http.StatusBadRequest)
		return
	}
	response.Header().Set("Content-Type", "text/plain")
	flushing := flusher{response, http.NewResponseController(response)}
	_, _ = flushing.Write(nil)
	if err := crilogs.ReadLogs(request.Context(), file, file, options, o, flushing, flushing); err != nil {
		log.Print(err)
	}
}

// asked is the file that a container prints to, or has printed to before; an error says as a kubelet why there is none.
func (o *outputs) asked(pod *v1.Pod, container string, previous bool) (string, error) {
	for _, status := range statuses(pod) {
		if status.Name != container {
			continue
		}
		waits := status.State.Waiting != nil
		switch {
		case previous && status.LastTerminationState.Terminated == nil:
			return "", fmt.Errorf("previous terminated container %q in pod %q not found", container, pod.Name)
		case previous && !waits:
			return o.file(pod, container, status.RestartCount-1), nil
		case waits && status.LastTerminationState.Terminated == nil:
			return "", fmt.Errorf("container %q in pod %q is waiting to start: %s", container, pod.Name, status.State.Waiting.Reason)
		}
		return o.file(pod, container, status.RestartCount), nil
	}
	return "", fmt.Errorf("container %q in pod %q is not available", container, pod.Name)
}

// read gives what is asked for, and whether of the container before.
func read(request *http.Request) (*crilogs.LogOptions, bool, error) {
	query := request.URL.Query()
	options := &crilogs.LogOptions{Follow: query.Get("follow") == "true", Timestamp: query.Get("timestamps") == "true"}
	var sinceSeconds *int64
	for name, number := range map[string]**int64{
		"sinceSeconds": &sinceSeconds, "tailLines": &options.TailLines, "limitBytes": &options.LimitBytes,
	} {
		if text := query.Get(name); text != "" {
			value, err := strconv.ParseInt(text, 10, 64)
			if err != nil {
				return nil, false, err
			}
			*number = &value
		}
	}
	if sinceSeconds != nil {
		options.Since = time.Now().Add(-time.Duration(*sinceSeconds) * time.Second)
	}
	if text := query.Get("sinceTime"); text != "" {
		since, err := time.Parse(time.RFC3339, text)
		if err != nil {
			return nil, false, err
		}
		options.Since = since
	}
	return options, query.Get("previous") == "true", nil
}

// flusher lets nobody wait for a line that was written.
type flusher struct {
	http.ResponseWriter
	controller *http.ResponseController
}

func (f flusher) Write(data []byte) (int, error) {
	written, err := f.ResponseWriter.Write(data)
	if err == nil {
		err = f.controller.Flush()
	}
	return written, err
}
