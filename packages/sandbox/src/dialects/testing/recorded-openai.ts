import type { Dialogue } from './play-dialogue'

/** What the wire itself answereds. */
export const recordedOpenai: readonly Dialogue[] = [
  {
    dialect: 'openai',
    quirks: [],
    dialogue: [
      [
        'create json',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      [
        'create number',
        '400 {"error":{"message":"Invalid type for \'seconds\': expected one of \'1\', \'2\', \'4\', but got an integer instead.","type":"invalid_request_error","param":"seconds","code":"invalid_type"}}',
      ],
      [
        'create form',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      [
        'GET /ID',
        '200 openai-poll-after-ms: 1000; {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 openai-poll-after-ms: 1000; {"id":"ID","object":"video","model":"mini","status":"in_progress","progress":44,"created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      [
        'GET /ID/content',
        '404 {"error":{"message":"Video is not ready yet, use GET /v1/videos/ID to check status.","type":"invalid_request_error","param":null,"code":"video_not_ready"}}',
      ],
      [
        'GET ?limit=1',
        '200 {"object":"list","data":[{"id":"ID","object":"video","model":"mini","status":"in_progress","progress":44,"created_at":1790000000,"completed_at":null,"expires_at":null,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}],"first_id":"ID","last_id":"ID","has_more":true}',
      ],
      ['wait 4'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"completed","progress":100,"created_at":1790000000,"completed_at":1790000008,"expires_at":1790003608,"prompt":"A lamp.","size":"320x192","seconds":"2","remixed_from_video_id":null,"error":null}',
      ],
      ['GET /ID/content', '200 content-type: video/mp4; MP4'],
      ['GET /ID/content?variant=thumbnail', '200 content-type: image/webp; WebP'],
      ['GET /ID/content?variant=spritesheet', '200 content-type: image/jpeg; JPEG'],
      [
        'GET /ID/content?variant=poster',
        '400 {"error":{"message":"Invalid value: \'poster\'. Supported values are: \'video\', \'thumbnail\', and \'spritesheet\'.","type":"invalid_request_error","param":"variant","code":"invalid_value"}}',
      ],
      [
        'POST /ID/remix',
        '200 {"id":"video_b0343907b555c8561c0438f9eac3342d9663eedd39214696","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790000008,"completed_at":null,"expires_at":null,"prompt":"B","size":"320x192","seconds":"2","remixed_from_video_id":"ID","error":null}',
      ],
      ['wait 3600'],
      [
        'GET /ID/content',
        '404 {"error":{"message":"The content of video \'ID\' has expired.","type":"invalid_request_error","param":null,"code":"video_expired"}}',
      ],
      ['DELETE /ID', '200 {"id":"ID","object":"video.deleted","deleted":true}'],
      [
        'GET /ID',
        '404 {"error":{"message":"Video with id \'ID\' not found.","type":"invalid_request_error","param":"video_id","code":"not_found"}}',
      ],
      [
        'create moderated',
        '200 {"id":"ID","object":"video","model":"mini","status":"queued","progress":0,"created_at":1790003608,"completed_at":null,"expires_at":null,"prompt":"gore","size":"320x192","seconds":"1","remixed_from_video_id":null,"error":null}',
      ],
      ['wait 8'],
      [
        'GET /ID',
        '200 {"id":"ID","object":"video","model":"mini","status":"failed","progress":50,"created_at":1790003608,"completed_at":1790003612,"expires_at":null,"prompt":"gore","size":"320x192","seconds":"1","remixed_from_video_id":null,"error":{"code":"moderation_blocked","message":"Your request was blocked by our moderation system."}}',
      ],
      [
        'PUT /ID',
        '405 allow: GET, DELETE; {"error":{"message":"Not allowed to PUT on /v1/videos/ID. Allowed: GET, DELETE.","type":"invalid_request_error","param":null,"code":"method_not_allowed"}}',
      ],
    ],
  },
]
