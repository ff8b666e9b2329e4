import type { Dialogue } from './play-dialogue'

/** What servers that run the model themselves answered. */
export const recordedEngines: readonly Dialogue[] = [
  {
    dialect: 'vllm-omni',
    quirks: [],
    dialogue: [
      [
        'create json',
        '422 {"detail":[{"type":"missing","loc":["body","prompt"],"msg":"Field required","input":null}]}',
      ],
      [
        'create form',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","seconds":"2","remixed_from_video_id":null,"size":null,"error":null}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"in_progress","progress":25,"created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","seconds":"2","remixed_from_video_id":null,"size":null,"error":null}',
      ],
      [
        'GET /ID/content',
        '404 {"error":{"message":"Video is not ready yet, use GET /v1/videos/ID to check status.","type":"invalid_request_error","param":null,"code":404}}',
      ],
      [
        'GET ?limit=1',
        '200 {"object":"list","data":[{"id":"ID","object":"video","model":"mini","status":"in_progress","progress":25,"created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","seconds":"2","remixed_from_video_id":null,"size":null,"error":null}],"first_id":"ID","last_id":"ID","has_more":false}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"completed","progress":100,"created_at":1790000000,"completed_at":1790000008,"expires_at":null,"prompt":"A lamp.","seconds":"2","remixed_from_video_id":null,"size":"320x192","error":null}',
      ],
      ['GET /ID/content', '200 content-type: video/mp4; MP4'],
      [
        'POST /ID/remix',
        '404 {"error":{"message":"Invalid URL (POST /v1/videos/ID/remix)","type":"invalid_request_error","param":null,"code":404}}',
      ],
      ['wait 3600'],
      [
        'GET ?limit=1',
        '200 {"object":"list","data":[{"id":"ID","object":"video","model":"mini","status":"completed","progress":100,"created_at":1790000000,"completed_at":1790000008,"expires_at":null,"prompt":"A lamp.","seconds":"2","remixed_from_video_id":null,"size":"320x192","error":null}],"first_id":"ID","last_id":"ID","has_more":false}',
      ],
      [
        'GET /ID/content',
        '404 {"error":{"message":"The content of video \'ID\' has expired.","type":"invalid_request_error","param":null,"code":404}}',
      ],
      ['DELETE /ID', '200 {"id":"ID","object":"video.deleted","deleted":true}'],
      [
        'GET /ID',
        '404 {"error":{"message":"Video with id \'ID\' not found.","type":"invalid_request_error","param":"video_id","code":404}}',
      ],
      [
        'create moderated',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790003608,"completed_at":null,"expires_at":null,"prompt":"gore","seconds":"1","remixed_from_video_id":null,"size":null,"error":null}',
      ],
      ['wait 8'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"failed","progress":50,"created_at":1790003608,"completed_at":1790003612,"expires_at":null,"prompt":"gore","seconds":"1","remixed_from_video_id":null,"size":null,"error":{"code":400,"message":"Your request was blocked by our moderation system."}}',
      ],
      [
        'create form',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790003616,"completed_at":null,"expires_at":null,"prompt":"A lamp.","seconds":"2","remixed_from_video_id":null,"size":null,"error":null}',
      ],
      ['DELETE /ID', '200 {"id":"ID","object":"video.deleted","deleted":true}'],
    ],
  },
  {
    dialect: 'sglang',
    quirks: [],
    dialogue: [
      [
        'create number',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000000,"completed_at":null,"expires_at":null,"size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      [
        'create form',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000000,"completed_at":null,"expires_at":null,"size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"in_progress","progress":44,"created_at":1790000000,"completed_at":null,"expires_at":null,"size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      ['GET /ID/content', '404 {"detail":"Generation is in-progress"}'],
      [
        'GET ?limit=1',
        '200 {"object":"list","data":[{"id":"ID","object":"video","model":"mini","status":"in_progress","progress":44,"created_at":1790000000,"completed_at":null,"expires_at":null,"size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}]}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"completed","progress":100,"created_at":1790000000,"completed_at":1790000008,"expires_at":1790003608,"size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      ['GET /ID/content', '200 content-type: video/mp4; MP4'],
      ['GET /ID/content?variant=thumbnail', '200 content-type: video/mp4; MP4'],
      ['POST /ID/remix', '404 {"detail":"Invalid URL (POST /v1/videos/ID/remix)"}'],
      [
        'DELETE /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"deleted","progress":100,"created_at":1790000000,"completed_at":1790000008,"expires_at":1790003608,"size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      ['GET /ID', '404 {"detail":"Video with id \'ID\' not found."}'],
      [
        'create moderated',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000008,"completed_at":null,"expires_at":null,"size":"320x192","seconds":"1","remixed_from_video_id":null,"error":null}',
      ],
      ['wait 8'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"failed","progress":50,"created_at":1790000008,"completed_at":1790000012,"expires_at":null,"size":"320x192","seconds":"1","remixed_from_video_id":null,"error":{"message":"Your request was blocked by our moderation system."}}',
      ],
    ],
  },
  {
    dialect: 'sglang',
    quirks: ['cloud-storage'],
    dialogue: [
      [
        'create number',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000000,"completed_at":null,"expires_at":null,"size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null,"url":null}',
      ],
      ['wait 8'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"completed","progress":100,"created_at":1790000000,"completed_at":1790000008,"expires_at":1790003608,"size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null,"url":"LINK"}',
      ],
      ['GET /ID/content', '400 {"detail":"Video has been uploaded to cloud storage. Please use the cloud URL: LINK"}'],
    ],
  },
  {
    dialect: 'sglang',
    quirks: ['rejected-variants'],
    dialogue: [
      [
        'create number',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000000,"completed_at":null,"expires_at":null,"size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      ['wait 8'],
      ['GET /ID/content', '200 content-type: video/mp4; MP4'],
      ['GET /ID/content?variant=thumbnail', '400 {"detail":"Unsupported variant: thumbnail"}'],
    ],
  },
  {
    dialect: 'tensorrt-llm',
    quirks: [],
    dialogue: [
      [
        'create json',
        '202 {"id":"ID","object":"video","model":"mini","progress":null,"created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","remixed_from_video_id":null,"status":"queued","duration":2,"error":null}',
      ],
      [
        'create form',
        '202 {"id":"ID","object":"video","model":"mini","progress":null,"created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","remixed_from_video_id":null,"status":"queued","duration":2,"error":null}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","progress":null,"created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","remixed_from_video_id":null,"status":"queued","duration":2,"error":null}',
      ],
      ['GET /ID/content', '400 {"error":"Video ID not completed"}'],
      [
        'GET ?limit=1',
        '200 {"data":[{"id":"ID","object":"video","model":"mini","progress":null,"created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","remixed_from_video_id":null,"status":"queued","duration":2,"error":null}]}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","progress":null,"created_at":1790000000,"completed_at":1790000008,"expires_at":1790003608,"prompt":"A lamp.","size":"320x192","remixed_from_video_id":null,"status":"completed","duration":2,"error":null}',
      ],
      ['GET /ID/content', '200 content-type: video/mp4; MP4'],
      ['POST /ID/remix', '404 {"error":"Invalid URL (POST /v1/videos/ID/remix)"}'],
      ['DELETE /ID', '200 {"deleted":true}'],
      ['GET /ID', '404 {"error":"Video with id \'ID\' not found."}'],
      [
        'create moderated',
        '202 {"id":"ID","object":"video","model":"mini","progress":null,"created_at":1790000008,"completed_at":null,"expires_at":null,"prompt":"gore","size":"320x192","remixed_from_video_id":null,"status":"queued","duration":1,"error":null}',
      ],
      ['wait 8'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","progress":null,"created_at":1790000008,"completed_at":1790000012,"expires_at":null,"prompt":"gore","size":"320x192","remixed_from_video_id":null,"status":"failed","duration":1,"error":"Your request was blocked by our moderation system."}',
      ],
    ],
  },
  {
    dialect: 'tensorrt-llm',
    quirks: ['avi'],
    dialogue: [
      [
        'create json',
        '202 {"id":"ID","object":"video","model":"mini","progress":null,"created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","remixed_from_video_id":null,"status":"queued","duration":2,"error":null}',
      ],
      ['wait 8'],
      ['GET /ID/content', '200 content-type: video/x-msvideo; AVI'],
    ],
  },
  {
    dialect: 'dynamo',
    quirks: [],
    dialogue: [
      ['create form', '415 {"error":"Expected request with \'Content-Type: application/json\'"}'],
      ['create text', '400 {"error":"Invalid type for \'seconds\': expected an integer, but got a string instead."}'],
      ['create bare', '400 {"error":"Missing required parameter: \'model\'."}'],
      [
        'create json',
        '200 {"id":"ID","object":"video","model":"mini","status":"completed","progress":100,"created":1790000024,"data":[{"url":"LINK"}],"error":null}',
      ],
      ['GET /ID', '404 {"error":"Invalid URL (GET /v1/videos/ID)"}'],
      ['GET /ID/content', '404 {"error":"Invalid URL (GET /v1/videos/ID/content)"}'],
      ['GET ', '405 allow: POST; {"error":"Not allowed to GET on /v1/videos. Allowed: POST."}'],
      ['POST /ID/remix', '404 {"error":"Invalid URL (POST /v1/videos/ID/remix)"}'],
      ['DELETE /ID', '404 {"error":"Invalid URL (DELETE /v1/videos/ID)"}'],
      [
        'create moderated',
        '200 {"id":"ID","object":"video","model":"mini","status":"failed","progress":50,"created":1790000032,"data":[],"error":"Your request was blocked by our moderation system."}',
      ],
    ],
  },
  {
    dialect: 'dynamo',
    quirks: ['inline'],
    dialogue: [
      [
        'create json',
        '200 {"id":"ID","object":"video","model":"mini","status":"completed","progress":100,"created":1790000000,"data":[{"b64_json":"OTHER"}],"error":null}',
      ],
    ],
  },
  {
    dialect: 'qvac',
    quirks: [],
    dialogue: [
      [
        'create json',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000000,"completed_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null,"expires_at":null}',
      ],
      [
        'create form',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000000,"completed_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null,"expires_at":null}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"in_progress","progress":88,"created_at":1790000000,"completed_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null,"expires_at":null}',
      ],
      ['wait 2'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"in_progress","progress":99,"created_at":1790000000,"completed_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null,"expires_at":null}',
      ],
      [
        'GET /ID/content',
        '409 retry-after: 2; {"error":{"message":"Video \'ID\' is not ready.","type":"invalid_request_error","param":null,"code":"video_not_ready"}}',
      ],
      [
        'GET ?limit=1',
        '200 {"object":"list","data":[{"id":"ID","object":"video","model":"mini","status":"in_progress","progress":99,"created_at":1790000000,"completed_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null,"expires_at":null}],"first_id":"ID","last_id":"ID","has_more":true}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"completed","progress":100,"created_at":1790000000,"completed_at":1790000008,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null,"expires_at":253402300799}',
      ],
      ['GET /ID/content', '200 content-type: video/mp4; MP4'],
      [
        'GET /ID/content?variant=thumbnail',
        '501 {"error":{"message":"The variant \'thumbnail\' is not implemented.","type":"server_error","param":"variant","code":"not_implemented"}}',
      ],
      [
        'POST /ID/remix',
        '404 {"error":{"message":"Invalid URL (POST /v1/videos/ID/remix)","type":"invalid_request_error","param":null,"code":"unknown_url"}}',
      ],
      ['wait 3600'],
      [
        'GET /ID/content',
        '410 {"error":{"message":"Video \'ID\' has expired.","type":"invalid_request_error","param":null,"code":"video_expired"}}',
      ],
      ['DELETE /ID', '200 {"id":"ID","object":"video.deleted","deleted":true}'],
      [
        'create moderated',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790003610,"completed_at":null,"prompt":"gore","size":"320x192","seconds":"1","remixed_from_video_id":null,"error":null,"expires_at":null}',
      ],
      ['wait 8'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"failed","progress":50,"created_at":1790003610,"completed_at":1790003614,"prompt":"gore","size":"320x192","seconds":"1","remixed_from_video_id":null,"error":{"code":"moderation_blocked","message":"Your request was blocked by our moderation system."},"expires_at":null}',
      ],
    ],
  },
  {
    dialect: 'qvac',
    quirks: ['avi'],
    dialogue: [
      [
        'create json',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000000,"completed_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null,"expires_at":null}',
      ],
      ['wait 8'],
      ['GET /ID/content', '200 content-type: video/x-msvideo; AVI'],
    ],
  },
]
